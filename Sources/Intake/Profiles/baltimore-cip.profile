# Capital requests of the City of Baltimore, one row for each project, year and source of money
# (github.com/city-of-baltimore/baltimoreCIP). A project asks each source for agency_amt; a source holds the sum of what
# was approved, budget_amt. Rows of type Total repeat the sum; NA is missing; a negative amount is a transfer between
# projects and counts as nothing.
name = baltimore-cip
title = Baltimore capital requests, fiscal year {year}
currency = USD
parameter year = 2020
filter fiscal_year = {year}
filter amt_type = Source
missing = NA
negative = zero
project id = cip_number
project title = project_title
project category = bureau_program
fund id = source_code
fund name = source_name
requested = agency_amt
approved = budget_amt
