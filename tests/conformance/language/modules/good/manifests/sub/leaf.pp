class good::sub::leaf { notice("leaf ${module_name} ${caller_module_name}") }
