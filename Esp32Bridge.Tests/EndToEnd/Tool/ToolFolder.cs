using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Esp32Bridge.Bench.Ota;
using Esp32Bridge.Tool;
using Xunit;

namespace Esp32Bridge.EndToEnd.Tool
{
    /// <summary>A folder with files for the tool, in which the tool and other programs run.</summary>
    internal sealed class ToolFolder : IDisposable
    {
        private const string Program = """
              .syntax unified
              .thumb
              .section .vectors,"a"
              .word _stack
              .word reset + 1
              .word reset + 1
              .text
            reset:
              b reset
              .section .rodata,"a"
              .asciz "version=2.0.0"
              .align 2
              .space SIZE, 0xA5
              .section .data,"aw"
              .word 0x11223344
              .bss
              .space 32
            """;

        /// <summary>Gets its path.</summary>
        public string Root { get; } = Directory.CreateTempSubdirectory("tool").FullName;

        /// <summary>Writes a file.</summary>
        /// <param name="name">Its name.</param>
        /// <param name="content">Its bytes.</param>
        /// <returns>Its path.</returns>
        public string Put(string name, byte[] content)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name)));
            File.WriteAllBytes(PathOf(name), content);
            return PathOf(name);
        }

        /// <summary>Writes the private key of the bench.</summary>
        /// <returns>Its path.</returns>
        public string PutKey()
        {
            return Put("job.pem", System.Text.Encoding.ASCII.GetBytes(JobSignature.PrivateKey));
        }

        /// <summary>Gets the path of a file.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>Its path.</returns>
        public string PathOf(string name)
        {
            return Path.Combine(Root, name);
        }

        /// <summary>Reads a file.</summary>
        /// <param name="name">Its name.</param>
        /// <returns>Its bytes.</returns>
        public byte[] Read(string name)
        {
            return File.ReadAllBytes(PathOf(name));
        }

        /// <summary>Makes a program with Arm's assembler and linker. Its data lies in RAM and is loaded after the code.</summary>
        /// <param name="name">The name of the file.</param>
        /// <param name="address">The address of its vector table.</param>
        /// <param name="size">The number of bytes of constants, which follow a page after the code.</param>
        /// <param name="headers">Whether the first segment begins with the headers of the file, as ld does if there is room.</param>
        /// <returns>Its path.</returns>
        public string Link(string name, uint address = 0x08000000, int size = 3000, bool headers = false)
        {
            File.WriteAllText(PathOf("program.s"), Program.Replace("SIZE", size.ToString(), StringComparison.Ordinal));
            File.WriteAllText(PathOf("program.ld"), $$"""
                PHDRS { code PT_LOAD {{(headers ? "FILEHDR PHDRS" : string.Empty)}}; data PT_LOAD; }
                MEMORY { FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 1M  RAM (rw) : ORIGIN = 0x20000000, LENGTH = 16K }
                _stack = 0x20004000;
                SECTIONS
                {
                  .text 0x{{address:X8}} : { KEEP(*(.vectors)) *(.text*) . = ALIGN(4); } > FLASH :code
                  .rodata 0x{{address + 0x800:X8}} : { *(.rodata*) } > FLASH :code
                  .data : { *(.data*) } > RAM AT > FLASH :data
                  .bss : { *(.bss*) } > RAM :data
                  /DISCARD/ : { *(.ARM.*) }
                }
                """);
            Run("arm-none-eabi-as", "-mcpu=cortex-m4", "program.s", "-o", "program.o");
            Run("arm-none-eabi-ld", "-T", "program.ld", "program.o", "-o", name);
            return PathOf(name);
        }

        /// <summary>Makes a plain binary with objcopy.</summary>
        /// <param name="name">The name of the input file.</param>
        /// <param name="gap">The value for the gaps.</param>
        /// <returns>The bytes.</returns>
        public byte[] Binary(string name, byte gap = 0xFF)
        {
            Run("arm-none-eabi-objcopy", "-O", "binary", "--gap-fill", gap.ToString(), name, "objcopy.bin");
            return Read("objcopy.bin");
        }

        /// <summary>Runs another program in the folder; it has to succeed.</summary>
        /// <param name="program">The program.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>Its output.</returns>
        public string Run(string program, params string[] arguments)
        {
            (int code, string output, string errors) = RunProcess(program, arguments);
            Assert.True(code == 0, $"{program}: {output} {errors}");
            return output;
        }

        /// <summary>Runs another program in the folder.</summary>
        /// <param name="program">The program.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>Its exit code and its output.</returns>
        public (int Code, string Output, string Errors) RunProcess(string program, params string[] arguments)
        {
            ProcessStartInfo start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
            start.Environment["DOTNET_NOLOGO"] = "1";
            using Process process = Process.Start(start);
            process.StandardInput.Close();
            System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.Result);
        }

        /// <summary>Runs the tool; it has to succeed.</summary>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>The lines of its output.</returns>
        public static string[] Tool(params string[] arguments)
        {
            (int code, string[] output, string[] errors) = TryTool(arguments);
            Assert.True(code == 0, string.Join('\n', errors));
            Assert.Empty(errors);
            return output;
        }

        /// <summary>Runs the tool; it has to fail with one line.</summary>
        /// <param name="code">The exit code.</param>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>The line.</returns>
        public static string Refused(int code, params string[] arguments)
        {
            (int actual, _, string[] errors) = TryTool(arguments);
            string error = Assert.Single(errors);
            Assert.True(code == actual, error);
            return error;
        }

        /// <summary>Runs the tool.</summary>
        /// <param name="arguments">Its arguments.</param>
        /// <returns>The exit code and the lines of its output.</returns>
        public static (int Code, string[] Output, string[] Errors) TryTool(params string[] arguments)
        {
            StringWriter output = new StringWriter();
            StringWriter errors = new StringWriter();
            int code = ToolProgram.Run(arguments, output, errors).Result;
            return (code, LinesOf(output), LinesOf(errors));
        }

        /// <summary>Deletes the folder.</summary>
        public void Dispose()
        {
            Directory.Delete(Root, true);
        }

        private static string[] LinesOf(StringWriter writer)
        {
            return writer.ToString().Split(Environment.NewLine).Where(line => line.Length > 0).ToArray();
        }
    }
}
