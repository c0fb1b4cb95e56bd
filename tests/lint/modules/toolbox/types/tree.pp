type Toolbox::Tree = Variant[String, Hash[String, Toolbox::Tree], Elsewhere::Leaf]
