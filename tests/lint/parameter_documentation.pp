# A class
#
# @param a the first
# @param [String] b the second
# @param c
# @param c again
# @param gone nothing
class x ($a, $b, $c, $d) { }

# [*e*] in the old form
# $f:: in Kafo's
# @param name the title
define y ($e, $f, $g) { }

# @api private
class z ($h) { }
