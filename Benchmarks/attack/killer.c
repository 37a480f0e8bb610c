/* Counts the calls by which a process changes files, and at one of them kills the process, or says that the disk is full.
   SHIM_KIND and SHIM_AT name the call (the first is 0), SHIM_ACT is kill or full; SHIM_COUNTS names a file for all counts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { RENAME, LINK, UNLINK, RMDIR, MKDIR, OPEN, WRITE, FSYNC, KINDS };
static const char *names[KINDS] = {"rename", "link", "unlink", "rmdir", "mkdir", "open", "write", "fsync"};
static int counts[KINDS], telling;

/* Whether this call is to fail; a call at which the process is killed does not return. */
static int struck(int kind) {
    int at = __atomic_fetch_add(&counts[kind], 1, __ATOMIC_SEQ_CST);
    const char *which = getenv("SHIM_KIND"), *when = getenv("SHIM_AT"), *act = getenv("SHIM_ACT");
    if (!which || !when || !act || strcmp(which, names[kind]) || at != atoi(when)) return 0;
    if (!strcmp(act, "kill")) kill(getpid(), SIGKILL);
    errno = ENOSPC;
    return 1;
}

static int regular(int fd) {
    struct stat about;
    return fd > 2 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
}

__attribute__((destructor)) static void told(void) {
    const char *path = getenv("SHIM_COUNTS");
    telling = 1;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    for (int kind = 0; kind < KINDS; kind++) fprintf(file, "%s %d\n", names[kind], counts[kind]);
    fclose(file);
}

#define PASS(kind, name, declared, given)                                \
    int name declared {                                                  \
        static int (*real) declared;                                     \
        if (!real) real = (int (*) declared)dlsym(RTLD_NEXT, #name);     \
        return struck(kind) ? -1 : real given;                           \
    }

PASS(RENAME, rename, (const char *from, const char *to), (from, to))
PASS(RENAME, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
PASS(RENAME, renameat2, (int a, const char *from, int b, const char *to, unsigned int flags), (a, from, b, to, flags))
PASS(LINK, link, (const char *from, const char *to), (from, to))
PASS(LINK, linkat, (int a, const char *from, int b, const char *to, int flags), (a, from, b, to, flags))
PASS(LINK, symlink, (const char *from, const char *to), (from, to))
PASS(UNLINK, unlink, (const char *path), (path))
PASS(UNLINK, remove, (const char *path), (path))
PASS(UNLINK, unlinkat, (int at, const char *path, int flags), (at, path, flags))
PASS(RMDIR, rmdir, (const char *path), (path))
PASS(MKDIR, mkdir, (const char *path, mode_t mode), (path, mode))
PASS(MKDIR, mkdirat, (int at, const char *path, mode_t mode), (at, path, mode))
PASS(FSYNC, fsync, (int fd), (fd))
PASS(FSYNC, fdatasync, (int fd), (fd))
PASS(OPEN, mkstemp, (char *path), (path))
PASS(OPEN, mkstemp64, (char *path), (path))

/* Opens that may write; reading is nobody's harm. */
#define OPENS(name, declared, given)                                                     \
    int name declared {                                                                  \
        static int (*real)(const char *, int, ...);                                      \
        mode_t mode = 0;                                                                 \
        if (flags & (O_CREAT | O_TMPFILE)) {                                             \
            va_list more;                                                                \
            va_start(more, flags);                                                       \
            mode = va_arg(more, mode_t);                                                 \
            va_end(more);                                                                \
        }                                                                                \
        if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name);      \
        if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && struck(OPEN)) return -1;          \
        return ((int (*) given)real)
OPENS(open, (const char *path, int flags, ...), (const char *, int, mode_t))(path, flags, mode); }
OPENS(open64, (const char *path, int flags, ...), (const char *, int, mode_t))(path, flags, mode); }
OPENS(openat, (int at, const char *path, int flags, ...), (int, const char *, int, mode_t))(at, path, flags, mode); }
OPENS(openat64, (int at, const char *path, int flags, ...), (int, const char *, int, mode_t))(at, path, flags, mode); }

ssize_t write(int fd, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return regular(fd) && struck(WRITE) ? -1 : real(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off_t))dlsym(RTLD_NEXT, "pwrite64");
    return regular(fd) && struck(WRITE) ? -1 : real(fd, bytes, count, at);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return pwrite64(fd, bytes, count, at); }

/* A file that another library writes through a stream is counted when it is opened. */
FILE *fopen(const char *path, const char *mode) {
    static FILE *(*real)(const char *, const char *);
    if (!real) real = (FILE * (*)(const char *, const char *)) dlsym(RTLD_NEXT, "fopen");
    return mode[0] != 'r' && !telling && struck(OPEN) ? NULL : real(path, mode);
}

/* Some libraries reach renameat2 by its number. */
long syscall(long number, ...) {
    static long (*real)(long, ...);
    long given[6];
    va_list more;
    va_start(more, number);
    for (int k = 0; k < 6; k++) given[k] = va_arg(more, long);
    va_end(more);
    if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
#ifdef SYS_renameat2
    if (number == SYS_renameat2 && struck(RENAME)) return -1;
#endif
    return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}
