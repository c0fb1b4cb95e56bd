f(@(A), @("B"), @(C:xml))
a text
A
b $text
B
c text
C
$x = [@(D), 1, 2]
d
D
notice(@(E).upcase, 3)
e
| E
