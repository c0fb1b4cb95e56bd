type Good::Tree = Hash[String, Variant[Integer, Good::Tree]]
