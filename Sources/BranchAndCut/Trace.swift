import Glibc
let TRACE = getenv("ALLOT_TRACE") != nil
