define good::defn($x = 1) { notice("defn ${title} ${x} ${module_name} ${caller_module_name}") }
