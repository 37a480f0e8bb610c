# The row of the signature has no amount, so it is no cost: it is left out.
name = department
[costs]
project = column 项目编号
cost_type = column 支出类型
fixed = sum 金额
only where = fixed
[projects]
id = column 项目编号
category = text 道路
responsible = text 村委会
approved = text yes
only in = costs.project
