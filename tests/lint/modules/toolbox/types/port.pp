type Toolbox::Port = Integer[1, 65535]
