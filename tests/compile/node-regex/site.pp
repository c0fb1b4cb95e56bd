# A node found by a regular expression, whose captures are variables inside.
node /^node(\d+)\.(.+)$/ {
  notify { "number ${1} of ${2}": }
}
node default {
  notify { 'nobody': }
}
