# Writes yaml.json: texts as Psych reads them, and values as it writes them.

require 'yaml'; require 'json'
def j(v); case v; when Hash then {"h"=>v.map{|k,x|[j(k),j(x)]}}; when Array then {"a"=>v.map{|x|j(x)}}; when Symbol then v.to_s; when Float then {"f"=>v.to_s}; when String then v.dup.force_encoding('BINARY').valid_encoding? ? v.dup.force_encoding('UTF-8') : 'BIN'; else v; end; end
loads = <<'E'.split("\n%%\n")
a: yes
b: No
c: on
d: 'yes'
e: y
f: 0644
g: 0o17
h: 1_000
i: 1,000
j: :sym
k: ":str"
l: 1:30
m: 1:30:15
n: 1:30.5
o: ~
p: null
q: 0x1F
r: 0b101
s: 1e3
t: 1.5e+3
u: .5
v: 5.
w: .inf
x: -.inf
y: 089
z: +12
aa: -0
ab: 12345678901
ac: 1.2.3
ad: 10.0.0.1
ae: fe80::1
af: "a\tb"
ag: 'it''s'
ah: a#b
ai: a # comment
aj: !!str 123
ak: !!int "12"
al: !!float 3
am: ! 12
an: Null
ao: TRUE
ap: True
aq: =
ar: <<
as: 1__0
at: 0_7
au: ''
aw: 1.
ax: 1_0.5
ay: 12:60
az: 00:30
ba: "::x"
bb: 0.0
bc: 1e5
bd: 100%
be: -1_0
bf: /x/y
bh: '%{x}'
%%
base: &b
  x: 1
  y: 2
one:
  <<: *b
  y: 3
two:
  y: 3
  <<: *b
three:
  <<: [{x: 9}, *b, {z: 1}]
  q: 1
l: &l [1, 2]
m: *l
%%
lit: |
  a
    b

  c
keep: |+
  x

strip: |-
  y
fold: >
  a b
  c

  d
fold2: >-
  a
   b
  c
%%
- 1
- - 2
  - 3
- a: 1
  b: [x, "y", 'z', {q: 1}]
- {}
- []
- ? k
  : v
%%
plain multi
  line text
%%
a: plain multi
  line text
b: "double
  folded \
  escaped"
c: 'single

  blank'
%%
--- 
x: !binary aGVsbG8=
---
second: 1
%%
? [1, 2]
: a
? {b: c}
: d
1: int
1.5: float
true: bool
~: nil
:sym: s
E
res={loads: loads.map{|t| [t, (j(YAML.unsafe_load(t)) rescue "ERR")]}}
# last without newline
t="a: |\n  x\n  y"; res[:loads] << [t, j(YAML.load(t))]
r=Random.new(42)
alph=["a","b","Z","0","9"," ","  ","-",":",": ","#"," #","'","\"","\\","\n","\t",",","[","]","{","}","&","*","!","|",">","%","@","`","?","=","~","é","/",".","word ","yes","null","_"]
strs=(0..4000).map{ (0..r.rand(1..(r.rand(10)==0 ? 60 : 8))).map{alph[r.rand(alph.size)]}.join }
strs += (0..300).map{ (0..r.rand(5..40)).map{["foo","bar-baz","x:","it's","#y","q","\"z\"", "longerword"][r.rand(8)]}.join(" ") }
res[:dumps]=strs.uniq.each_slice(8).flat_map{|s| [s.first, {"k"=>[s[1],{"n"=>s[2]}]}, {s[3]=>1}, s[4]]}.first(900).map{|v| [j(v), v.to_yaml]}
gen = ->(d){ case r.rand(d>3 ? 6 : 9); when 0 then nil; when 1 then true; when 2 then r.rand(1000)-500; when 3 then r.rand; when 4,5 then strs[r.rand(strs.size)]; when 6,7 then (0...r.rand(4)).map{gen.(d+1)}; else (0...r.rand(4)).to_h{[["k#{r.rand(9)}", r.rand(50), "a b","y"][r.rand(4)], gen.(d+1)]}; end}
res[:dumps]+=(0..250).map{ v=gen.(0); [j(v), v.to_yaml] }.reject{|_,t| t.include?("*1")}
File.write(File.join(__dir__, 'yaml.json'), JSON.generate(res))
