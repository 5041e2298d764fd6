using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Esp32Bridge.Tool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Esp32Bridge.Bench.HawkBit
{
    /// <summary>
    /// The part of Eclipse hawkBit that devices use: the Direct Device Integration API, version 1, on loopback. As in hawkBit, links
    /// are made from the request's Host, and answers have no Content-Length. Tests can inject faults into any answer.
    /// </summary>
    public sealed class DdiServer : IDisposable
    {
        /// <summary>The tenant.</summary>
        public const string Tenant = "DEFAULT";

        /// <summary>The default security token of targets.</summary>
        public const string TargetToken = "bH7XXAprK1ChnLfKSdtlsp7NOlPnZAYY";

        /// <summary>The token of a gateway, which is valid for all targets.</summary>
        public const string GatewayToken = "3nkswAZhX81oDtktq0FF9Pn0Tc0UGXPW";

        private readonly ConcurrentDictionary<string, string> _tokens = new ConcurrentDictionary<string, string>();
        private readonly List<DdiAction> _actions = new List<DdiAction>();
        private readonly ConcurrentDictionary<string, JsonObject> _attributes = new ConcurrentDictionary<string, JsonObject>();
        private readonly ConcurrentQueue<string> _requests = new ConcurrentQueue<string>();
        private readonly WebApplication _application;

        /// <summary>Starts the server on a free port.</summary>
        /// <param name="certificate">Its certificate with the key, for https; null for http.</param>
        public DdiServer(X509Certificate2 certificate = null)
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
            builder.Services.AddRoutingCore();
            builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, listen =>
            {
                if (certificate != null)
                {
                    listen.UseHttps(certificate);
                }
            }));
            _application = builder.Build();
            _application.Use(Guard);
            RouteGroupBuilder device = _application.MapGroup("/" + Tenant + "/controller/v1/{controller}");
            device.MapGet(string.Empty, GetDevice);
            device.MapPut("/configData", PutAttributes);
            device.MapGet("/deploymentBase/{id:int}", GetDeployment);
            device.MapGet("/installedBase/{id:int}", GetDeployment);
            device.MapGet("/cancelAction/{id:int}", GetCancellation);
            device.MapPost("/deploymentBase/{id:int}/feedback", context => PostFeedback(context, false));
            device.MapPost("/cancelAction/{id:int}/feedback", context => PostFeedback(context, true));
            device.MapGet("/softwaremodules/{module:int}/artifacts/{name}", GetArtifact);
            new ManagementApi(this).Map(_application);
            _application.StartAsync().GetAwaiter().GetResult();
            Port = new Uri(_application.Urls.First()).Port;
        }

        /// <summary>Gets the port.</summary>
        public int Port { get; }

        /// <summary>Gets or sets the polling interval of targets, "HH:MM:SS".</summary>
        public string Sleep { get; set; } = "00:00:05";

        /// <summary>
        /// Gets or sets the faults: it gets a request, "POST /DEFAULT/controller/v1/x/deploymentBase/1/feedback", and returns the
        /// status of the answer, 0 for no fault, or -n: then the request is carried out and the body of the answer ends
        /// after n-1 bytes; with -1 the head is missing too.
        /// </summary>
        public Func<string, int> Fault { get; set; } = _ => 0;

        /// <summary>Gets or sets the value of Retry-After in faulty answers, or null.</summary>
        public string RetryAfter { get; set; }

        /// <summary>Gets or sets the value of Location in faulty answers, or null.</summary>
        public string Location { get; set; }

        /// <summary>Gets the authorized requests, "GET /DEFAULT/controller/v1/x", with their range.</summary>
        public IReadOnlyCollection<string> Requests
        {
            get { return _requests; }
        }

        /// <summary>Assigns a software module to a target.</summary>
        /// <param name="controller">The target.</param>
        /// <param name="artifacts">The files of the module.</param>
        /// <returns>The action.</returns>
        public DdiAction Assign(string controller, IReadOnlyDictionary<string, byte[]> artifacts)
        {
            lock (_actions)
            {
                int id = _actions.Count + 1;
                DdiAction action = new DdiAction(id, controller, id + 100, artifacts);
                _actions.Add(action);
                return action;
            }
        }

        /// <summary>Gives a target its own token.</summary>
        /// <param name="controller">The target.</param>
        /// <param name="token">Its token.</param>
        public void Register(string controller, string token)
        {
            _tokens[controller] = token;
        }

        /// <summary>Gets the actions of a target, the newest one first.</summary>
        /// <param name="controller">The target.</param>
        /// <returns>The actions.</returns>
        public IReadOnlyList<DdiAction> ActionsOf(string controller)
        {
            lock (_actions)
            {
                return _actions.Where(action => action.Controller == controller).Reverse().ToArray();
            }
        }

        /// <summary>Gets the attributes that a target has reported.</summary>
        /// <param name="controller">The target.</param>
        /// <returns>Its attributes, or null.</returns>
        public JsonObject AttributesOf(string controller)
        {
            return _attributes.GetValueOrDefault(controller);
        }

        /// <summary>Stops the server.</summary>
        public void Dispose()
        {
            _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        private async Task Guard(HttpContext context, RequestDelegate next)
        {
            if (context.Request.Path.StartsWithSegments("/rest"))
            {
                await next(context);
                return;
            }

            string request = context.Request.Method + " " + context.Request.Path;
            string controller = context.Request.Path.Value.Split('/').ElementAtOrDefault(4) ?? string.Empty;
            string authorization = context.Request.Headers.Authorization;
            if (authorization != "TargetToken " + _tokens.GetValueOrDefault(controller, TargetToken) && authorization != "GatewayToken " + GatewayToken)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            string range = context.Request.Headers.Range;
            _requests.Enqueue(range == null ? request : request + " " + range);
            int fault = Fault(request);
            if (fault > 0)
            {
                context.Response.StatusCode = fault;
                context.Response.Headers.RetryAfter = RetryAfter;
                context.Response.Headers.Location = Location;
                return;
            }

            if (fault == 0)
            {
                await next(context);
                return;
            }

            Stream body = context.Response.Body;
            using MemoryStream whole = new MemoryStream();
            context.Response.Body = whole;
            await next(context);
            if (fault < -1)
            {
                await body.WriteAsync(whole.GetBuffer().AsMemory(0, -fault - 1));
                await body.FlushAsync();

                // Unread bytes would be lost with the connection.
                await Task.Delay(200);
            }

            context.Abort();
        }

        private async Task GetDevice(HttpContext context)
        {
            string controller = ControllerOf(context);
            string root = UrlOf(context);
            JsonObject links = new JsonObject();
            DdiAction action;
            lock (_actions)
            {
                action = _actions.FirstOrDefault(action => action.Controller == controller && action.IsActive);
            }

            if (action != null && action.State == "canceling")
            {
                links["cancelAction"] = Link($"{root}/cancelAction/{action.Id}");
            }
            else if (action != null)
            {
                // The tag changes with everything that a target has to check again.
                int tag = HashCode.Combine(action.Id, action.Type, action.IsWindowOpen);
                links["deploymentBase"] = Link($"{root}/deploymentBase/{action.Id}?c={tag}");
            }

            if (!_attributes.ContainsKey(controller))
            {
                links["configData"] = Link(root + "/configData");
            }

            JsonObject device = new JsonObject { ["config"] = new JsonObject { ["polling"] = new JsonObject { ["sleep"] = Sleep } } };
            if (links.Count > 0)
            {
                device["_links"] = links;
            }

            await Answer(context, device);
        }

        private async Task PutAttributes(HttpContext context)
        {
            JsonObject body = (await JsonNode.ParseAsync(context.Request.Body)).AsObject();
            JsonObject attributes = _attributes.GetOrAdd(ControllerOf(context), _ => new JsonObject());
            foreach (KeyValuePair<string, JsonNode> attribute in body["data"].AsObject())
            {
                attributes[attribute.Key] = attribute.Value.DeepClone();
            }
        }

        private async Task GetDeployment(HttpContext context)
        {
            DdiAction action = ActionOf(context);
            bool isInstalled = context.Request.Path.Value.Contains("/installedBase/", StringComparison.Ordinal);
            if (action == null || (isInstalled ? action.State != "finished" : action.State != "running"))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            action.Retrievals++;
            string root = UrlOf(context);
            JsonArray artifacts = new JsonArray();
            foreach (KeyValuePair<string, byte[]> artifact in action.Artifacts)
            {
                string place = $"{root}/softwaremodules/{action.Module}/artifacts/{Uri.EscapeDataString(artifact.Key)}";
                artifacts.Add(new JsonObject
                {
                    ["filename"] = artifact.Key,
                    ["hashes"] = new JsonObject
                    {
                        ["sha1"] = Convert.ToHexStringLower(SHA1.HashData(artifact.Value)),
                        ["md5"] = Convert.ToHexStringLower(MD5.HashData(artifact.Value)),
                        ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(artifact.Value)),
                    },
                    ["size"] = artifact.Value.Length,
                    ["_links"] = new JsonObject { ["download-http"] = Link(place), ["md5sum-http"] = Link(place + ".MD5SUM") },
                });
            }

            JsonObject deployment = new JsonObject
            {
                ["download"] = action.Download,
                ["update"] = action.Update,
                ["chunks"] = new JsonArray(new JsonObject { ["part"] = "os", ["version"] = "1.0." + action.Module, ["name"] = "module " + action.Module, ["artifacts"] = artifacts }),
            };
            if (action.IsWindowOpen != null)
            {
                deployment["maintenanceWindow"] = action.IsWindowOpen.Value ? "available" : "unavailable";
            }

            await Answer(context, new JsonObject { ["id"] = action.Id.ToString(), ["deployment"] = deployment });
        }

        private async Task GetCancellation(HttpContext context)
        {
            DdiAction action = ActionOf(context);
            if (action == null || action.State != "canceling")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            string id = action.Id.ToString();
            await Answer(context, new JsonObject { ["id"] = id, ["cancelAction"] = new JsonObject { ["stopId"] = id } });
        }

        private async Task PostFeedback(HttpContext context, bool isOfCancellation)
        {
            DdiAction action = ActionOf(context);
            JsonNode status = (await JsonNode.ParseAsync(context.Request.Body))["status"];
            JsonNode progress = status["result"]["progress"];
            string[] details = (status["details"]?.AsArray() ?? new JsonArray()).Select(detail => (string)detail).ToArray();
            DdiFeedback feedback = new DdiFeedback(isOfCancellation, (string)status["execution"], (string)status["result"]["finished"], (int)(progress?["cnt"] ?? 0), (int)(progress?["of"] ?? 0), details);
            context.Response.StatusCode = action == null ? StatusCodes.Status404NotFound : action.Hear(feedback);
            if (action != null && action.State == "finished" && context.Response.StatusCode == StatusCodes.Status200OK)
            {
                // After an update the server asks for the attributes again.
                _attributes.TryRemove(action.Controller, out _);
            }
        }

        private async Task GetArtifact(HttpContext context)
        {
            string controller = ControllerOf(context);
            int module = int.Parse((string)context.GetRouteValue("module"));
            DdiAction action;
            lock (_actions)
            {
                action = _actions.FirstOrDefault(action => action.Controller == controller && action.Module == module);
            }

            if (action == null || !action.Artifacts.TryGetValue((string)context.GetRouteValue("name"), out byte[] content))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            EntityTagHeaderValue tag = new EntityTagHeaderValue("\"" + Convert.ToHexStringLower(SHA1.HashData(content)) + "\"");
            await Results.Bytes(content, "application/octet-stream", null, true, null, tag).ExecuteAsync(context);
        }

        private DdiAction ActionOf(HttpContext context)
        {
            string controller = ControllerOf(context);
            int id = int.Parse((string)context.GetRouteValue("id"));
            lock (_actions)
            {
                return _actions.FirstOrDefault(action => action.Controller == controller && action.Id == id);
            }
        }

        private static string ControllerOf(HttpContext context)
        {
            return (string)context.GetRouteValue("controller");
        }

        private static string UrlOf(HttpContext context)
        {
            return $"{context.Request.Scheme}://{context.Request.Host}/{Tenant}/controller/v1/{ControllerOf(context)}";
        }

        private static JsonObject Link(string url)
        {
            return new JsonObject { ["href"] = url };
        }

        private static async Task Answer(HttpContext context, JsonObject body)
        {
            context.Response.ContentType = "application/hal+json";
            await context.Response.WriteAsync(body.ToJsonString());
        }
    }
}
