# Budget requests of New York's 59 community boards (github.com/NYCPlanning/db-cbbr), one row for each request: a list of
# needs. Requests have no costs, so funds and projects come from elsewhere.
name = nyc-board-requests
title = Community board budget requests
currency = USD
parameter type = C
filter type_br = {type}

[needs]
id = column tracking_code
title = column request
place = column commdist
category = column need as id
quantity = text 1
unit = text request
source = column cb_label

[places]
id = column commdist
name = column cb_label
level = text community
