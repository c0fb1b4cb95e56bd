class bad::different { }
