name = department
[funds]
id = column 编号
name = column 名称
amount = sum 金额
