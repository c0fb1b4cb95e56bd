type A
type b = C
type D = e
