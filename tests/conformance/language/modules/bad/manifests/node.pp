class bad::node { }
node default { }
