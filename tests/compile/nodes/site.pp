# The node that fits best: its own name before a regular expression before default.
node default {
  notify { 'default node': }
}
node /^node\d+\.example\.org$/ {
  notify { 'regular expression': }
}
node 'node1.example.org', 'other.example.org' {
  notify { "exact ${trusted['certname']}": }
  include everywhere
}
class everywhere { notify { 'class in a node': } }
notify { 'outside of nodes': }
