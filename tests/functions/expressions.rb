# usage: ruby-8 expressions.rb EXPRESSIONS > CASES   one line an expression; gives expression TAB value as Puppet source, or ! and the message
require File.join(ENV.fetch('ORACLE_LIB'), 'oraclelib')
require 'puppet_pal'
facts = Oracle.read_facts(ENV.fetch('FACTS'))
Oracle.init(facts: facts, settings: { 'strict' => 'warning' })
Puppet::Pal.in_tmp_environment('production', modulepath: ENV.fetch('ORACLE_MODULES').split(':'), facts: facts) do |ctx|
  ctx.with_catalog_compiler do |c|
    File.readlines(ARGV[0], chomp: true).each do |line|
      begin
        value = c.evaluate_string(line)
        out = Puppet::Pops::Types::StringConverter.singleton.convert(value, '%p')
        out = 'undef' if value.nil?
      rescue StandardError => e
        out = '! ' + e.message.sub(/\AEvaluation Error: (Error while evaluating a (Function|Method) [Cc]all, )?/, '').sub(/ \((file: .*|line: \d+, column: \d+)\)( on node.*)?\z/, '')
      end
      puts "#{line}\t#{out.gsub("\n", '\n')}"
    end
  end
end
