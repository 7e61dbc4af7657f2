#!/usr/bin/env escript
%% Answers questions with RabbitMQ's own code, without a broker. Run with ERL_LIBS on a RabbitMQ's
%% plugins folder. Files are named by their paths; "none" stands for no advanced.config.
%%
%%   check CONF ADVANCED RESULT                       reads a configuration as the boot does
%%   scopes QUESTIONS ANSWERS                         the subjects of the questions are scopes
%%   roles QUESTIONS ANSWERS                          the subjects of the questions are role ARNs; or a
%%                                                    name and the path of the claim that holds it
%%
%% A line of QUESTIONS is a word and its fields, with a tab before each; texts are in base64:
%%   config CONF ADVANCED AUDIENCE          of roles alone, and first: what follows, up to the next
%%                                          such line, is about this configuration
%%   subject TEXT...                        declares a subject, counted from 0
%%   match TEXT PATTERN                     whether the wildcard pattern takes the text
%%   vhost N VHOST                          whether subject N may enter the vhost
%%   resource N VHOST KIND NAME PERMISSION  the permission on a queue or exchange
%%   topic N VHOST NAME PERMISSION KEY      the topic permission on an exchange for a routing key
%%   tag N TAG                              whether subject N, a role, has the user tag
%% ANSWERS gets one byte for each question, 1 or 0.
-mode(compile).

main(["check", Conf, Advanced, Result]) ->
    log_to_stdout(),
    Config = read_config(Conf, Advanced),
    ok = file:write_file(Result, io_lib:format("~tp.~n", [Config])),
    logger_std_h:filesync(stdout);
main(["scopes", Questions, Answers]) ->
    logger:set_primary_config(level, none),
    ok = file:write_file(Answers, answer_all(fun(Scopes) -> Scopes end, lines(Questions)));
main(["roles", Questions, Answers]) ->
    log_to_stdout(),
    _ = known_tags(),
    {ok, _} = application:ensure_all_started(jose),
    Schema = cuttlefish_schema:files(filelib:wildcard(os:getenv("ERL_LIBS") ++ "/*/priv/schema/*.schema")),
    [First | _] = Lines = lines(Questions),
    {Conf, Advanced, _} = config(First),
    true = read_config(Conf, Advanced) =:= read_next_config(Schema, Conf, Advanced),
    ok = file:write_file(Answers, answer_by_config(Schema, Lines)).

%% Configuration

%% Answers about each configuration in turn, as if none had been before it.
answer_by_config(_, []) ->
    [];
answer_by_config(Schema, [Line | Lines]) ->
    {Conf, Advanced, Audience} = config(Line),
    {About, Others} = lists:splitwith(fun([Word | _]) -> Word =/= <<"config">> end, Lines),
    logger:set_primary_config(level, warning),
    Config = read_next_config(Schema, Conf, Advanced),
    logger:set_primary_config(level, none), % a refused token is an answer, and nothing to be told
    Env = [{App, Key, Value} || {App, Pairs} <- Config, {Key, Value} <- Pairs],
    [application:set_env(App, Key, Value) || {App, Key, Value} <- Env],
    Sign = signer(Audience),
    Bytes = answer_all(fun(Subject) -> log_in(Sign(Subject)) end, About),
    [application:unset_env(App, Key) || {App, Key, _} <- Env],
    application:unset_env(rabbitmq_auth_backend_oauth2, key_config), % the signer sets it
    [Bytes | answer_by_config(Schema, Others)].

config([<<"config">> | Fields]) ->
    [Conf, Advanced, Audience] = [base64:decode(F) || F <- Fields],
    {binary_to_list(Conf), binary_to_list(Advanced), Audience}.

%% Everything that the broker would log at level warning goes to the standard output. The default
%% handler would leave out what RabbitMQ logs in its own domains.
log_to_stdout() ->
    logger:set_primary_config(level, warning),
    ok = logger:remove_handler(default),
    Formatter = {logger_formatter, #{template => [msg, "\n"], single_line => false}},
    ok = logger:add_handler(stdout, logger_std_h, #{formatter => Formatter}).

read_config(Conf, Advanced) ->
    Context = #{os_type => os:type(), plugins_path => os:getenv("ERL_LIBS")},
    Override = case Advanced of "none" -> undefined; _ -> Advanced end,
    try
        rabbit_prelaunch_conf:generate_config_from_cuttlefish_files(Context, [Conf], Override)
    catch
        throw:{error, Reason} ->
            logger_std_h:filesync(stdout),
            io:format("~tp~n", [Reason]),
            halt(1)
    end.

%% As read_config/2, by the same steps, but with the schemas read once for all configurations: they
%% are most of its work. Where a step fails, the whole function tells why.
read_next_config(Schema, Conf, Advanced) ->
    try
        Basic = cuttlefish_generator:map(Schema, cuttlefish_conf:files([Conf])),
        override(proplists:delete(vm_args, Basic), Advanced)
    catch
        _:_ -> read_config(Conf, Advanced)
    end.

override(Config, "none") ->
    Config;
override(Config, Advanced) ->
    {ok, [Terms]} = rabbit_prelaunch_file:consult_file(Advanced),
    cuttlefish_advanced:overlay(Config, Terms).

%% Tokens

%% Signs tokens like those of AWS STS with a new key that the configured algorithms allow.
signer(Audience) ->
    KeyConfig = application:get_env(rabbitmq_auth_backend_oauth2, key_config, []),
    [Algorithm | _] = proplists:get_value(algorithms, KeyConfig, [<<"ES384">>]),
    Key = jose_jwk:generate_key(key_type(Algorithm)),
    {_, Public} = jose_jwk:to_public_map(Key),
    Keys = #{<<"oracle">> => {map, Public}},
    application:set_env(rabbitmq_auth_backend_oauth2, key_config, [{signing_keys, Keys} | KeyConfig]),
    Header = #{<<"alg">> => Algorithm, <<"kid">> => <<"oracle">>},
    Expiry = erlang:system_time(second) + 3600,
    fun(Subject) ->
        Claims = #{<<"aud">> => Audience, <<"exp">> => Expiry},
        {_, Token} = jose_jws:compact(jose_jwt:sign(Key, Header, maps:merge(Claims, names(Subject)))),
        Token
    end.

names([Arn]) ->
    #{<<"sub">> => Arn};
names([Name, Path]) ->
    [Last | Outer] = lists:reverse(binary:split(Path, <<".">>, [global])),
    lists:foldl(fun(Word, Inner) -> #{Word => Inner} end, #{Last => [Name]}, Outer).

key_type(<<"ES384">>) -> {ec, <<"P-384">>};
key_type(<<"RS256">>) -> {rsa, 2048}.

%% A broker of 4.2.6 or later drops a tag that is not yet an atom. These are, wherever its management
%% plugin runs, and naming them makes them so here.
known_tags() ->
    [administrator, impersonator, management, monitoring, policymaker].

log_in(Token) ->
    case rabbit_auth_backend_oauth2:user_login_authentication(<<>>, [{password, Token}]) of
        {ok, User} -> {user, User};
        {refused, _, _} -> refused
    end.

%% Questions

%% The lines of a file of questions, each as its word and fields.
lines(Questions) ->
    {ok, Text} = file:read_file(Questions),
    [binary:split(Line, <<"\t">>, [global]) || Line <- binary:split(Text, <<"\n">>, [global, trim])].

answer_all(ToSubject, Lines) ->
    {_, Bytes} = lists:foldl(
        fun([<<"subject">> | Texts], {Subjects, Done}) ->
                New = ToSubject([base64:decode(T) || T <- Texts]),
                {Subjects#{map_size(Subjects) => New}, Done};
           ([Check | Fields], {Subjects, Done}) ->
                {Subjects, [answer(Check, Fields, Subjects) | Done]}
        end, {#{}, []}, Lines),
    lists:reverse(Bytes).

answer(<<"match">>, [Text, Pattern], _) ->
    byte(wildcard:match(base64:decode(Text), base64:decode(Pattern)));
answer(Check, [N | Fields], Subjects) ->
    byte(decide(maps:get(binary_to_integer(N), Subjects), question(Check, Fields))).

question(<<"vhost">>, [VHost]) ->
    {vhost, base64:decode(VHost)};
question(<<"resource">>, [VHost, Kind, Name, Permission]) ->
    {resource, resource(VHost, Kind, Name), binary_to_atom(Permission)};
question(<<"topic">>, [VHost, Name, Permission, Key]) ->
    {topic, resource(VHost, <<"topic">>, Name), binary_to_atom(Permission),
     #{routing_key => base64:decode(Key)}};
question(<<"tag">>, [Tag]) ->
    {tag, base64:decode(Tag)}.

%% The record #resource{} of rabbit_common.
resource(VHost, Kind, Name) ->
    {resource, base64:decode(VHost), binary_to_atom(Kind), base64:decode(Name)}.

decide(refused, _) ->
    false;
decide({user, User}, {vhost, VHost}) ->
    rabbit_auth_backend_oauth2:check_vhost_access(User, VHost, undefined);
decide({user, User}, {resource, Resource, Permission}) ->
    rabbit_auth_backend_oauth2:check_resource_access(User, Resource, Permission, #{});
decide({user, User}, {topic, Resource, Permission, Context}) ->
    rabbit_auth_backend_oauth2:check_topic_access(User, Resource, Permission, Context);
decide({user, User}, {tag, Tag}) ->
    %% The record #auth_user{} of rabbit_common has the tags as its second field.
    lists:member(Tag, [atom_to_binary(T) || T <- element(3, User)]);
decide(Scopes, {vhost, VHost}) ->
    rabbit_oauth2_scope:vhost_access(VHost, Scopes);
decide(Scopes, {resource, Resource, Permission}) ->
    rabbit_oauth2_scope:resource_access(Resource, Permission, Scopes);
decide(Scopes, {topic, Resource, Permission, Context}) ->
    rabbit_oauth2_scope:topic_access(Resource, Permission, Context, Scopes).

byte(true) -> $1;
byte(false) -> $0.
