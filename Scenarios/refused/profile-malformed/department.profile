# A profile with a misspelt list and a source that does not exist.
name = department
[found]
id = column 编号
[funds]
id = column 编号
amount = total 金额
