using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esp32Bridge.Bench.HawkBit
{
    /// <summary>The part of hawkBit's Management API that a manual roll-out needs: the calls of .github/HAWKBIT.md.</summary>
    internal sealed class ManagementApi
    {
        private const string Operator = "Basic YWRtaW46YWRtaW4=";

        private readonly ConcurrentDictionary<int, Dictionary<string, byte[]>> _modules = new ConcurrentDictionary<int, Dictionary<string, byte[]>>();
        private readonly ConcurrentDictionary<int, int> _sets = new ConcurrentDictionary<int, int>();
        private readonly DdiServer _server;
        private int _lastId;

        /// <summary>Creates it.</summary>
        /// <param name="server">The server that it manages.</param>
        public ManagementApi(DdiServer server)
        {
            _server = server;
        }

        /// <summary>Adds its resources.</summary>
        /// <param name="application">The application.</param>
        public void Map(WebApplication application)
        {
            RouteGroupBuilder rest = application.MapGroup("/rest/v1");
            rest.MapPut("/system/configs/{key}", context => Handle(context, 200, Configure));
            rest.MapPost("/targets", context => Handle(context, 201, CreateTargets));
            rest.MapPost("/softwaremodules", context => Handle(context, 201, CreateModules));
            rest.MapPost("/softwaremodules/{id:int}/artifacts", AddArtifact);
            rest.MapPost("/distributionsets", context => Handle(context, 201, CreateSets));
            rest.MapPost("/distributionsets/{id:int}/assignedTargets", context => Handle(context, 200, Assign));
            rest.MapGet("/targets/{target}/actions", context => Handle(context, 200, ListActions));
            rest.MapGet("/targets/{target}/actions/{action:int}", context => Handle(context, 200, GetAction));
            rest.MapGet("/targets/{target}/actions/{action:int}/status", context => Handle(context, 200, ListStatus));
            rest.MapDelete("/targets/{target}/actions/{action:int}", context => Handle(context, 204, CancelAction));
            rest.MapGet("/targets/{target}/attributes", context => Handle(context, 200, (route, _) => _server.AttributesOf((string)route["target"])?.DeepClone() ?? new JsonObject()));
        }

        private delegate JsonNode Handler(RouteValueDictionary route, JsonNode body);

        private static async Task Handle(HttpContext context, int status, Handler handler)
        {
            if (context.Request.Headers.Authorization != Operator)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            JsonNode body = context.Request.ContentLength > 0 ? await JsonNode.ParseAsync(context.Request.Body) : null;
            JsonNode answer = handler(context.Request.RouteValues, body);
            context.Response.StatusCode = status;
            if (answer != null)
            {
                context.Response.ContentType = "application/hal+json";
                await context.Response.WriteAsync(answer.ToJsonString(), Encoding.UTF8);
            }
        }

        private JsonNode Configure(RouteValueDictionary route, JsonNode body)
        {
            if ((string)route["key"] == "pollingTime")
            {
                _server.Sleep = (string)body["value"];
            }

            return new JsonObject { ["value"] = body["value"].DeepClone() };
        }

        private JsonNode CreateTargets(RouteValueDictionary route, JsonNode body)
        {
            foreach (JsonNode target in body.AsArray())
            {
                _server.Register((string)target["controllerId"], (string)target["securityToken"]);
            }

            return body.DeepClone();
        }

        private JsonNode CreateModules(RouteValueDictionary route, JsonNode body)
        {
            int id = Interlocked.Increment(ref _lastId);
            _modules[id] = new Dictionary<string, byte[]>();
            return new JsonArray(new JsonObject { ["id"] = id, ["name"] = (string)body[0]["name"], ["version"] = (string)body[0]["version"], ["type"] = (string)body[0]["type"] });
        }

        private async Task AddArtifact(HttpContext context)
        {
            IFormFile file = (await context.Request.ReadFormAsync()).Files["file"];
            using MemoryStream content = new MemoryStream();
            await file.CopyToAsync(content);
            _modules[int.Parse((string)context.GetRouteValue("id"))][file.FileName] = content.ToArray();
            context.Response.StatusCode = StatusCodes.Status201Created;
        }

        private JsonNode CreateSets(RouteValueDictionary route, JsonNode body)
        {
            int id = Interlocked.Increment(ref _lastId);
            _sets[id] = (int)body[0]["modules"][0]["id"];
            return new JsonArray(new JsonObject { ["id"] = id, ["complete"] = true });
        }

        private JsonNode Assign(RouteValueDictionary route, JsonNode body)
        {
            foreach (JsonNode target in body.AsArray())
            {
                DdiAction action = _server.Assign((string)target["id"], _modules[_sets[int.Parse((string)route["id"])]]);
                action.Type = (string)target["type"];
            }

            return new JsonObject { ["assigned"] = body.AsArray().Count, ["alreadyAssigned"] = 0, ["total"] = body.AsArray().Count };
        }

        private JsonNode ListActions(RouteValueDictionary route, JsonNode body)
        {
            return Page(_server.ActionsOf((string)route["target"]).Select(Describe));
        }

        private JsonNode GetAction(RouteValueDictionary route, JsonNode body)
        {
            return Describe(Find(route));
        }

        private JsonNode ListStatus(RouteValueDictionary route, JsonNode body)
        {
            return Page(Find(route).Feedback.Reverse().Select(feedback => new JsonObject
            {
                ["type"] = TypeOf(feedback),
                ["messages"] = new JsonArray(feedback.Details.Select(detail => (JsonNode)detail).ToArray()),
            }));
        }

        private JsonNode CancelAction(RouteValueDictionary route, JsonNode body)
        {
            Find(route).Cancel();
            return null;
        }

        private DdiAction Find(RouteValueDictionary route)
        {
            return _server.ActionsOf((string)route["target"]).Single(action => action.Id == int.Parse((string)route["action"]));
        }

        private static JsonObject Describe(DdiAction action)
        {
            return new JsonObject { ["id"] = action.Id, ["type"] = "update", ["active"] = action.IsActive, ["status"] = action.State };
        }

        private static string TypeOf(DdiFeedback feedback)
        {
            return feedback.Execution switch
            {
                "closed" when feedback.IsOfCancellation => "canceled",
                "closed" => feedback.Result == "failure" ? "error" : "finished",
                "download" => "download",
                _ => "running",
            };
        }

        private static JsonObject Page(IEnumerable<JsonObject> content)
        {
            JsonArray array = new JsonArray(content.ToArray<JsonNode>());
            return new JsonObject { ["content"] = array, ["total"] = array.Count, ["size"] = array.Count };
        }
    }
}
