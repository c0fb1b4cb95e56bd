class web::ssl { notify { "${name} ${title}": } }
