using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Esp32Bridge.Tool.Jobs
{
    /// <summary>
    /// A folder that any web server can serve: job.json, its signature, and the images of this job and those before it. Images are
    /// named by their content, so none is overwritten. Other files are replaced in one step.
    /// </summary>
    public sealed class JobFolder
    {
        /// <summary>The name of the job's file.</summary>
        public const string ManifestName = "job.json";

        /// <summary>The name of the signature's file.</summary>
        public const string SignatureName = ManifestName + ".sig";

        private const int DigitsOfName = 16;
        private const string Advice = "Name another folder, or put back the files that the tool has made.";

        private readonly string _path;
        private readonly JsonNode _last;

        /// <summary>Opens a folder, which need not exist yet.</summary>
        /// <param name="path">The folder.</param>
        /// <exception cref="ToolException">Its job.json is not a job.</exception>
        public JobFolder(string path)
        {
            _path = path;
            string file = PathOf(ManifestName);
            if (!File.Exists(file))
            {
                return;
            }

            try
            {
                _last = JsonNode.Parse(File.ReadAllBytes(file));
                LastNumber = _last["job"].GetValue<int>();
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or FormatException)
            {
                throw new ToolException("read " + file, "a job with its number", "another text", Advice, error);
            }
        }

        /// <summary>Gets the number of the job that the folder had when it was opened, or 0.</summary>
        public int LastNumber { get; }

        /// <summary>Gets the path of a file in the folder.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>Its path.</returns>
        public string PathOf(string name)
        {
            return Path.Combine(_path, name);
        }

        /// <summary>Gets the file name of an image.</summary>
        /// <param name="content">The image.</param>
        /// <returns>Its name.</returns>
        public static string NameOf(byte[] content)
        {
            return Convert.ToHexStringLower(SHA256.HashData(content))[..DigitsOfName] + ".bin";
        }

        /// <summary>Gets the image that the last job gave a target.</summary>
        /// <param name="target">The entry of the target in the new job.</param>
        /// <returns>The image, and its version.</returns>
        /// <exception cref="ToolException">There is none for the same part and address, or its file is missing.</exception>
        public (byte[] Content, string Version) PreviousOf(JsonObject target)
        {
            string name = (string)target["name"];
            JsonNode entry = (_last?["targets"] as JsonArray)?.FirstOrDefault(candidate => (string)candidate["name"] == name);
            if (entry == null)
            {
                throw Error(name, "an image of the last job", "none", "Leave --previous out for the first job of a target.");
            }

            foreach (string field in new[] { "device", "address", "method" })
            {
                if ((string)entry[field] != (string)target[field])
                {
                    throw Error(name, $"the {field} of the new image: {(string)target[field] ?? "none"}", (string)entry[field] ?? "none", "The previous image must go to the same place as the new one. Leave --previous out.");
                }
            }

            string image = PathOf(Path.GetFileName(new Uri(new Uri("http://server/"), (string)entry["image"]).AbsolutePath));
            byte[] content = File.Exists(image) ? File.ReadAllBytes(image) : throw Error(name, "the file " + image, "no such file", Advice);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == ((string)entry["sha256"])?.ToLowerInvariant() ? (content, (string)entry["version"]) : throw Error(name, $"SHA-256 {(string)entry["sha256"]} of {image}", "another file", Advice);
        }

        /// <summary>Writes the job, after its images: the signature first.</summary>
        /// <param name="job">The job.</param>
        /// <exception cref="IOException">The folder cannot be written.</exception>
        public void Publish(MadeJob job)
        {
            Replace(SignatureName, job.Signature);
            Replace(ManifestName, job.Manifest);
        }

        /// <summary>Writes an image, if it is not there yet.</summary>
        /// <param name="image">The image.</param>
        /// <exception cref="ToolException">A file with this name has other content.</exception>
        /// <exception cref="IOException">The folder cannot be written.</exception>
        public void Keep(byte[] image)
        {
            Directory.CreateDirectory(_path);
            string path = PathOf(NameOf(image));
            if (!File.Exists(path))
            {
                Replace(NameOf(image), image);
            }
            else if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(image))
            {
                throw new ToolException("write " + path, "the same image, or none", "another one", Advice);
            }
        }

        private void Replace(string name, byte[] content)
        {
            string temporary = PathOf(name + ".new");
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, PathOf(name), true);
        }

        private static ToolException Error(string target, string expected, string got, string advice)
        {
            return new ToolException("take the previous image", expected, got, advice) { Target = target };
        }
    }
}
