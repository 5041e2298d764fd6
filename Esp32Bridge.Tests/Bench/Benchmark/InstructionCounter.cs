using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Esp32Bridge.Bench.Benchmark
{
    /// <summary>
    /// Makes a copy of the firmware's assembly in which each method of the firmware counts the IL instructions that it
    /// executes. It counts by basic block: the first instruction of a block counts them all.
    /// </summary>
    public sealed class InstructionCounter
    {
        /// <summary>The full name of the type with the counters in the copy.</summary>
        public const string CounterType = "Esp32Bridge.Counted.Counters";

        /// <summary>The name of its field, an array of long with a counter for each method.</summary>
        public const string CounterField = "Values";

        private static readonly string[] _others = { "Esp32Bridge.Bench", "Esp32Bridge.Tests" };

        private readonly List<string> _methods = new List<string>();
        private readonly AssemblyDefinition _assembly;
        private readonly FieldReference _counters;

        /// <summary>Reads the assembly.</summary>
        /// <param name="path">Its file.</param>
        public InstructionCounter(string path)
        {
            DefaultAssemblyResolver resolver = new DefaultAssemblyResolver();
            resolver.AddSearchDirectory(Path.GetDirectoryName(path));
            resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
            _assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver });
            TypeDefinition[] firmware = _assembly.MainModule.GetAllTypes().Where(IsFirmware).ToArray();
            _counters = AddCounters();
            foreach (MethodDefinition method in firmware.SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                Count(method);
            }
        }

        /// <summary>Gets the methods, in the order of their counters.</summary>
        public IReadOnlyList<string> Methods
        {
            get { return _methods; }
        }

        /// <summary>Writes the copy.</summary>
        /// <returns>The bytes of the assembly.</returns>
        public Stream Write()
        {
            MemoryStream copy = new MemoryStream();
            _assembly.Write(copy);
            copy.Position = 0;
            return copy;
        }

        private static bool IsFirmware(TypeDefinition type)
        {
            string name = type.FullName;
            return name.StartsWith("Esp32Bridge.", StringComparison.Ordinal) && !_others.Any(other => name.StartsWith(other, StringComparison.Ordinal));
        }

        private FieldDefinition AddCounters()
        {
            ModuleDefinition module = _assembly.MainModule;
            int dot = CounterType.LastIndexOf('.');
            TypeDefinition type = new TypeDefinition(
                CounterType[..dot],
                CounterType[(dot + 1)..],
                TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed,
                module.TypeSystem.Object);
            FieldDefinition field = new FieldDefinition(CounterField, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(module.TypeSystem.Int64));
            type.Fields.Add(field);
            module.Types.Add(type);
            return field;
        }

        private void Count(MethodDefinition method)
        {
            int number = _methods.Count;
            _methods.Add(method.DeclaringType.Name + "." + method.Name);
            method.Body.SimplifyMacros();
            List<Instruction> leaders = LeadersOf(method.Body);
            int[] positions = leaders.Select(method.Body.Instructions.IndexOf).Append(method.Body.Instructions.Count).ToArray();
            for (int i = 0; i < leaders.Count; i++)
            {
                Insert(method.Body, leaders[i], number, positions[i + 1] - positions[i]);
            }

            method.Body.OptimizeMacros();
        }

        private static List<Instruction> LeadersOf(MethodBody body)
        {
            HashSet<Instruction> leaders = new HashSet<Instruction> { body.Instructions[0] };
            foreach (Instruction instruction in body.Instructions)
            {
                Instruction[] targets = instruction.Operand as Instruction[] ?? (instruction.Operand is Instruction target ? new[] { target } : Array.Empty<Instruction>());
                leaders.UnionWith(targets);
                bool ends = targets.Length > 0 || instruction.OpCode.FlowControl is FlowControl.Return or FlowControl.Throw;
                if (ends && instruction.Next != null)
                {
                    leaders.Add(instruction.Next);
                }
            }

            foreach (ExceptionHandler handler in body.ExceptionHandlers)
            {
                leaders.Add(handler.TryStart);
                leaders.Add(handler.HandlerStart);
                if (handler.FilterStart != null)
                {
                    leaders.Add(handler.FilterStart);
                }
            }

            return body.Instructions.Where(leaders.Contains).ToList();
        }

        // The first instruction of the counter replaces the block's first one, so jumps lead to it.
        private void Insert(MethodBody body, Instruction leader, int number, int count)
        {
            Instruction moved = Instruction.Create(OpCodes.Nop);
            moved.OpCode = leader.OpCode;
            moved.Operand = leader.Operand;
            leader.OpCode = OpCodes.Ldsfld;
            leader.Operand = _counters;
            Instruction[] counter =
            {
                Instruction.Create(OpCodes.Ldc_I4, number),
                Instruction.Create(OpCodes.Ldelema, _assembly.MainModule.TypeSystem.Int64),
                Instruction.Create(OpCodes.Dup),
                Instruction.Create(OpCodes.Ldind_I8),
                Instruction.Create(OpCodes.Ldc_I4, count),
                Instruction.Create(OpCodes.Conv_I8),
                Instruction.Create(OpCodes.Add),
                Instruction.Create(OpCodes.Stind_I8),
                moved,
            };
            int place = body.Instructions.IndexOf(leader);
            for (int i = 0; i < counter.Length; i++)
            {
                body.Instructions.Insert(place + 1 + i, counter[i]);
            }
        }
    }
}
