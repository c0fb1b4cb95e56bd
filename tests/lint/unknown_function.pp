notice(toolbox::double(2), toolbox::doubel(2), elsewhere::double(2))
notice([1].map |$x| { $x.toolbox::triple })
notice(upcase('a'), uppcase('a'))
'a'.notize
function local() { 1 }
notice(local())
