# The unit, the amount, the code 1 and the section of the funds stand twice; several texts may count as blank.
name = department
unit = 元
unit = 万元
missing = -
missing = 无
[codes kinds]
1 = 道路
1 = 养老
[funds]
id = column 编号
amount = sum 金额
amount = sum 批复
categories = column 类别 via kinds
[funds]
id = column 编号
