import { erlangBinary } from '../../bed/broker.js';
import type { Broker } from '../../bed/broker.js';
import type { ConfigFiles } from '../../bed/offline.js';
import { MOUNT } from '../../bed/tree.js';

const CONF = `${MOUNT}/case.conf`;
const ADVANCED = `${MOUNT}/case.config`;
const APPLICATIONS = '[rabbit, rabbitmq_auth_backend_oauth2, rabbitmq_auth_backend_cache]';

/**
 * Lets a running broker sign people in by another configuration from now on: it reads the files by the
 * steps of its boot, takes over what they say to the two plugins and the chain of backends, and leaves
 * out of that what its boot leaves out.
 * @returns whether the broker would start with the files
 */
export async function adopt(broker: Broker, config: ConfigFiles): Promise<boolean> {
  const answer = await broker.eval(
    [
      `ok = file:write_file("${CONF}", ${erlangBinary(config.rabbitmqConf)})`,
      `ok = file:write_file("${ADVANCED}", ${erlangBinary(config.advancedConfig ?? '[].')})`,
      'Known = persistent_term:get(case_schema, none)',
      `Schema = case Known of none -> S = cuttlefish_schema:files(filelib:wildcard("/rabbitmq/plugins/*/priv/schema/*.schema")), persistent_term:put(case_schema, S), S; _ -> Known end`,
      // Other defaults of the broker stay: only what these three applications are told is taken over.
      `Read = try Basic = cuttlefish_generator:map(Schema, cuttlefish_conf:files(["${CONF}", "${MOUNT}/conf.d/machine.conf"])), true = is_list(Basic), {ok, [Terms]} = rabbit_prelaunch_file:consult_file("${ADVANCED}"), cuttlefish_advanced:overlay(Basic, Terms) catch _:_ -> refused end`,
      `case Read of
         refused -> refused;
         _ ->
           [application:unset_env(rabbitmq_auth_backend_oauth2, K) || {K, _} <- application:get_all_env(rabbitmq_auth_backend_oauth2)],
           application:set_env(rabbitmq_auth_backend_oauth2, key_config, []),
           application:set_env(rabbit, auth_backends, [rabbit_auth_backend_internal]),
           application:set_env(rabbitmq_auth_backend_cache, cached_backend, rabbit_auth_backend_internal),
           [[application:set_env(A, K, V) || {K, V} <- proplists:get_value(A, Read, []), A =/= rabbit orelse K =:= auth_backends] || A <- ${APPLICATIONS}],
           case erlang:function_exported(rabbit_access_control, ensure_auth_backends_are_enabled, 0) of
             false -> taken;
             true -> try rabbit_access_control:ensure_auth_backends_are_enabled() of ok -> taken; _ -> refused catch _:_ -> refused end
           end
       end`,
    ].join(', '),
  );
  if (answer !== 'taken' && answer !== 'refused') throw new Error(`adopt: ${answer}`);
  return answer === 'taken';
}
