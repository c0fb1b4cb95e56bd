# frozen_string_literal: true

# Writes answers.json: what `puppet lookup` prints for each line of `arguments`.
# usage: ruby answers.rb PUPPET (the program)
require 'json'
require 'open3'
require 'tmpdir'

puppet = ARGV.fetch(0)
environments = File.expand_path('../../conformance/hiera', __dir__)
answers = Dir.mktmpdir do |state|
  common = ['--confdir', "#{state}/conf", '--vardir', "#{state}/var", '--codedir', "#{state}/code", '--color', 'false', '--environmentpath',
            environments, '--environment', 'layers', '--node', 'node1.example.org', '--facts', File.join(__dir__, 'facts.json')]
  File.readlines(File.join(__dir__, 'arguments'), chomp: true).map do |line|
    out, said, status = Open3.capture3(puppet, 'lookup', *common, *line.split)
    { arguments: line, exit: status.exitstatus, out: out.gsub(environments, 'ENVIRONMENTS'), said: said.strip }
  end
end
File.write(File.join(__dir__, 'answers.json'), "#{JSON.pretty_generate(answers)}\n")
