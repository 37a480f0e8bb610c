# Capital requests of the City of Baltimore, one row for each project, year and source of money
# (github.com/city-of-baltimore/baltimoreCIP). A project asks each source for agency_amt; a source holds the sum of what
# was approved, budget_amt. Rows of type Total repeat the sum; NA is missing; a negative amount is a transfer between
# projects and counts as nothing. A project that asks for nothing is left out, and so is a source that nobody asks.
name = baltimore-cip
title = Baltimore capital requests, fiscal year {year}
currency = USD
missing = NA
parameter year = 2020
filter fiscal_year = {year}
filter amt_type = Source

[costs]
project = column cip_number
cost_type = column source_code
fixed = sum agency_amt negative as nothing
only where = fixed

[projects]
id = column cip_number
title = column project_title
category = column bureau_program
responsible = text applicant
approved = text yes
only in = costs.project

[funds]
id = column source_code
name = column source_name
amount = sum budget_amt negative as nothing
cost_types = column source_code
only in = costs.cost_type
