package understand

// englishPleas are said before what is asked, and ask nothing.
const englishPleas = `
could i trouble you for a list of
could i trouble you for
may i trouble you for
would you be so good as to
would you be so kind as to
would you be able to
i would be grateful if you could
i would appreciate it if you could
i was wondering if you could
i was wondering whether you could
i was hoping you could
would you mind telling me
would you mind showing me
could you kindly
can you kindly
may i ask
might i ask
can i ask
could i ask
may i know
if i may ask
if i may
kindly
never mind
nvm
no wait
hang on
hi bot
hello bot
hey bot
dear bot
hiya
hi there
could you tell me quickly
can you tell me quickly
can you quickly tell me
hello there
good morning
good afternoon
good evening
hope you are well
hope you are doing well
hope all is well
i hope you are well
i hope all is well
sorry to bother you
sorry to bother you again
sorry for the bother
sorry if this is obvious
quick one before lunch
quick one
quick question
while i have you here
while i have you
while we are at it
for the avoidance of doubt
for avoidance of doubt
just out of curiosity
out of curiosity
out of sheer curiosity
out of interest
just curious
just wondering
one more thing
one last thing
another one
silly question
stupid question
dumb question
a silly question
maybe a silly question
probably a silly question
`

// englishThanks are said after what was asked.
const englishThanks = `
i mean
i meant
you know what i mean
thanks
thank you
many thanks
thanks a lot
thanks so much
thanks ever so much
thanks in advance
thank you very much
thank you so much
thanks very much
thanks a million
cheers
cheers mate
ta
ta very much
much appreciated
no rush
no rush whatsoever
no hurry
please and thank you
if possible
if you can
if you could
if you do not mind
if it is not too much bother
if it is not too much trouble
if that is not too much trouble
if it is no bother
when you have a minute
when you have a moment
when you have a sec
when you get a chance
when you can
at your convenience
i would be most obliged
i would be very grateful
i would be grateful
that would be great
that would be helpful
that would help
asking for a friend
have a nice day
have a good day
have a nice weekend
have a lovely weekend
have a good weekend
have a good one
and have a nice day
and have a lovely weekend
`
