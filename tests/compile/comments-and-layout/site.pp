# Comments, trailing commas, odd layout, names that look like words.
/* a block
   comment */ notify{'tight':message=>'x',}
notify { "type": tag => [ 'if', 'class', ], }   # words as texts
class node_like { notify { 'node_like': } } include node_like
$class_ = { iffy => 1, 'class' => 2, default_ => 3, }
notify { "keys ${class_['iffy']} ${class_['class']} ${$class_['default_']}":
}
file{'/a':ensure=>file;'/b':ensure=>absent;}
if(true){notify{'if':}}else{notify{'else':}}
$x=[ 1,
 2, ] notify { "last ${x[-1]}": }
notify { 'semi': ; 'colon': }
