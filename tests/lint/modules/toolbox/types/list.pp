type Toolbox::List = Variant[Integer, Array[Toolbox::List]]
