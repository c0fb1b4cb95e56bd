# frozen_string_literal: true

# Writes expressions.out: what Ruby gives for every line of expressions.txt, or the exception.
class Main
  def run(line)
    value = instance_eval(line)
    value.inspect.gsub("\n", '\n')
  rescue Exception => e # rubocop:disable Lint/RescueException
    "! #{e.class}: #{e.message.lines.first.to_s.chomp}"
  end
end
$VERBOSE = nil
# Not part of the small Ruby: refused, whatever Ruby would do.
outside = /`ls`|File\.|eval\(|\$stdout|Time\.|ENV|Kernel\.|Object\.new|unpack|cycle|lazy/
answers = File.readlines(File.join(__dir__, 'expressions.txt'), chomp: true).map { |line| line =~ outside ? '! Outside' : Main.new.run(line) }
File.write(File.join(__dir__, 'expressions.out'), "#{answers.join("\n")}\n")
