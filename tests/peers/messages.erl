%% What messages between Erlang's processes take, and one that begins and ends: in nanoseconds, each
%% less the loop around it. messages.fs does the same.
-module(messages).
-export([main/0]).

-define(ROUNDS, 100000).

main() ->
    Bare = timed(fun() -> ok end),
    path("8 bytes sent to oneself and received", Bare, fun send_to_self/0),
    Server = spawn(fun serve/0),
    path("8 bytes to another and back", Bare, fun() -> call(Server) end),
    exit(Server, kill),
    path("another begun and killed", Bare, fun spawn_and_kill/0).

send_to_self() ->
    self() ! {1, <<"12345678">>},
    receive {1, _} -> ok end.

serve() ->
    receive {From, Reference, Message} -> From ! {Reference, Message} end,
    serve().

call(Server) ->
    Reference = make_ref(),
    Server ! {self(), Reference, <<"12345678">>},
    receive {Reference, _} -> ok end.

%% Killed before it ran, and heard of: without that, those that are to end would pile up.
spawn_and_kill() ->
    {Child, Monitor} = spawn_monitor(fun() -> receive never -> ok end end),
    exit(Child, kill),
    receive {'DOWN', Monitor, process, Child, killed} -> ok end.

repeat(0, _) -> ok;
repeat(Rounds, Path) -> Path(), repeat(Rounds - 1, Path).

timed(Path) ->
    Begin = erlang:monotonic_time(nanosecond),
    repeat(?ROUNDS, Path),
    erlang:monotonic_time(nanosecond) - Begin.

path(Name, Bare, Path) ->
    io:format("path: ~p ~s~n", [max(0, timed(Path) - Bare) div ?ROUNDS, Name]).
