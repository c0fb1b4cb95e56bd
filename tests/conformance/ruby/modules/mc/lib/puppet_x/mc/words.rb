module PuppetX
  module Mc
    # A method that functions share.
    module Words
      def self.shout(word)
        helper(word).upcase
      end

      def self.helper(word)
        word + '!'
      end
    end
  end
end
