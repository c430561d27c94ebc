# Danger to life: what is said at once, whatever the message is about. See core/dangers.
# The town's own words (a topic's emergency or advice, with the key danger) come first.

danger-unclear = If anybody is in danger right now, call 112: it is free, and sooner than here.
danger-gas = Gas is dangerous. Do not switch the light on or off, light no fire, open the windows, go outside and call 104 or 112 from there at once! A message here does not replace a call.
danger-fire = If it is burning now, call 101 or 112: a message here does not replace a call. Go outside, do not take the lift, warn the neighbours.
danger-electric = Stay ten metres away from the wire and keep others away. Do not touch anybody hit by current until it is switched off.
danger-hurt = If somebody is unwell or injured, call 103 or 112 right now: a message here does not replace a call.
danger-violence = If the danger is near, go to a safe place and call 102 or 112: a message here does not replace a call.
danger-suicide =
    You matter, and there is help. Call right now, free of charge and at any hour:
    • the psychologists of EMERCOM: 8-495-989-50-50;
    • for children and teenagers: 8-800-2000-122.
    If you write about somebody else, do not leave them alone.
danger-dogs = If a dog has bitten somebody, wash the wound with soap and water and see a doctor at once, or call 103.
danger-fell = Do not climb down yourself, keep others away and wait for the rescuers.
danger-lift = In the lift press the dispatcher's button or call 112. Do not open the doors yourself.
danger-trapped = The rescuers will come. Do not pull by force, and do not leave them alone.
danger-lost = If somebody is missing or lost, call 112 now: there is no need to wait. Say what they wear and where they were last seen.
danger-collapse = Step back and keep others away.
danger-water = Keep away: the water may be boiling hot, and the ground may give way.

# On the card of a request about something else: the agency sees what its writer was warned of.
danger-told = 🚨 The story tells of danger
danger-kind = { $kind ->
    [gas] a smell of gas
    [fire] a fire
    [electric] a wire or current
    [hurt] somebody is unwell
    [violence] a threat to people
    [suicide] a threat to life
    [dogs] dogs attacking
    [fell] somebody fell, or through the ice
    [lift] somebody in a lift
    [trapped] somebody trapped or locked in
    [lost] somebody missing
    [collapse] a collapse
    [water] water breaking out
   *[unclear] a threat to people
}
