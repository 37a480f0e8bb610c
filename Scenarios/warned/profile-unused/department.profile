# The filter was meant to take the year, and the category to be translated.
name = department
parameter year = 2026
filter 年度 = 2026
[codes kinds]
1 = 道路
[funds]
id = column 编号
amount = sum 金额
categories = column 类别
