define leaf() { notify { "leaf $name": } }
define branch() { leaf { "${name} x": } leaf { "${name} y": } notify { "branch $name": } }
branch { 'b': }
branch { 'a': }
Branch['a'] -> Branch['b']
Leaf['b y'] -> Leaf['b x']
