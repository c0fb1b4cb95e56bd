class elsewhere { }
