Puppet::Type.newtype(:anchor) do
  desc 'A named point in the order of things: nothing is done to it, a refresh passes through it.'

  newparam(:name, namevar: true) do
    desc 'The name of the point.'
  end

  # Being refreshed is all it can do; the graph hands the refresh on to whoever subscribes.
  def refresh; end
end
