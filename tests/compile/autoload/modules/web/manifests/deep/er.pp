class web::deep::er { notify { "deeper ${caller_module_name}": } }
