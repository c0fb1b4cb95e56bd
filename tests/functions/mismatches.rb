# usage: ruby-8 mismatches.rb < MISMATCHES > ANSWERS   lines of type TAB value; adds what assert_type says
require File.join(ENV.fetch("ORACLE_LIB"), "oraclelib")
require 'puppet_pal'
facts = Oracle.read_facts(ENV.fetch('FACTS'))
Oracle.init(facts: facts, settings: {})
Puppet::Pal.in_tmp_environment('oq', modulepath: [], facts: facts) do |ctx|
  ctx.with_catalog_compiler do |c|
    STDIN.each_line(chomp: true) do |l|
      next if l.empty?
      t, v = l.split("\t")
      begin
        c.evaluate_string("assert_type(#{t}, #{v})")
        puts "#{t}\t#{v}\tok"
      rescue StandardError => x
        puts "#{t}\t#{v}\t#{x.message.sub(/\A.*?(?=assert_type\(\):)/m, "").sub(/ \(line: .*\)$/, "").gsub("\n", "\\n")}"
      end
    end
  end
end
