# Tags: from classes, defines, the tag function, the metaparameter; tagged().
class house::kitchen {
  tag 'warm', 'food'
  notify { 'stove': tag => ['iron', 'iron', 'hot::plate'] }
  if tagged('house') and tagged('warm') { notify { 'tagged': } }
}
define shelf { notify { "shelf ${name}": } }
class house {
  include house::kitchen
  shelf { 'upper': tag => 'wood' }
}
include house
notify { 'outside': }
notify { 'Title With Blanks': tag => 'single' }
