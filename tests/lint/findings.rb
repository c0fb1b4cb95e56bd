# What puppet-lint finds in the files that a list names: path, line and check, a line each. Every check is on, controls are heeded.
# frozen_string_literal: true

[ENV.fetch('PUPPET_LINT', nil), *ENV.fetch('PLUGINS', '').split(':')].compact.each { |folder| $LOAD_PATH.unshift("#{folder}/lib") }
Encoding.default_external = 'UTF-8'
require 'puppet-lint'

ENV.fetch('PLUGINS', '').split(':').each { |folder| Dir["#{folder}/lib/puppet-lint/plugins/**/*.rb"].sort.each { |file| require file } }
PuppetLint.configuration.checks.each { |check| PuppetLint.configuration.send("enable_#{check}") }

File.readlines(ARGV.fetch(0), chomp: true).each do |path|
  lint = PuppetLint.new
  lint.file = path
  begin
    lint.run
  rescue SystemExit, StandardError => e
    warn "#{path}: #{e.class}"
    next
  end
  lint.problems.each do |problem|
    puts [path, problem[:line], problem[:check]].join("\t") unless %i[ignored fixed].include?(problem[:kind])
  end
end
warn Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID).round(1)
