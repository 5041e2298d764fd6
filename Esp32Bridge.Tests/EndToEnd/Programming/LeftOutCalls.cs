using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Esp32Bridge.Programming;
using Esp32Bridge.Tests.Programming;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Esp32Bridge.EndToEnd.Programming
{
    /// <summary>
    /// The firmware with a switch at each call of some classes. A chosen call is skipped, and its last argument is taken for
    /// the result, which is what the interpreter does if it finds no memory for a frame (Build/README.md). One
    /// experiment at a time.
    /// </summary>
    public sealed class LeftOutCalls : AssemblyLoadContext
    {
        // More calls than this are an infinite loop.
        private const int MostCalls = 2 * 1000 * 1000;

        private const int Garbage = 0x3FFB1234;

        private static readonly List<string> _sites = new List<string>();
        private static int[] _counts = Array.Empty<int>();
        private static int _calls;
        private static int _site;
        private static int _occurrence;

        private readonly Assembly _firmware;

        /// <summary>Loads a second copy of the firmware and the unit tests.</summary>
        /// <param name="isChosen">Selects the classes of the firmware whose calls can be skipped.</param>
        internal LeftOutCalls(Func<string, bool> isChosen)
            : base(nameof(LeftOutCalls))
        {
            _sites.Clear();
            using ModuleDefinition module = ModuleDefinition.ReadModule(typeof(TargetProgrammer).Assembly.Location);
            foreach (MethodDefinition method in module.GetTypes().Where(type => isChosen(type.FullName)).SelectMany(type => type.Methods).Where(method => method.HasBody))
            {
                Instrument(module, method);
            }

            var image = new MemoryStream();
            module.Write(image);
            image.Position = 0;
            _firmware = LoadFromStream(image);
            Tests = LoadFromAssemblyPath(typeof(Rig).Assembly.Location);
        }

        /// <summary>Gets the calls, each by its caller and its callee.</summary>
        internal static IReadOnlyList<string> Sites
        {
            get { return _sites; }
        }

        /// <summary>Gets how often each of them was made in the last experiment.</summary>
        internal static IReadOnlyList<int> Counts
        {
            get { return _counts; }
        }

        /// <summary>Gets the unit tests, which use this firmware.</summary>
        internal Assembly Tests { get; }

        /// <summary>Begins an experiment.</summary>
        /// <param name="site">The call to skip; -1 for none.</param>
        /// <param name="occurrence">The occurrence, from 1.</param>
        internal static void Begin(int site, int occurrence)
        {
            _site = site;
            _occurrence = occurrence;
            _calls = 0;
            _counts = new int[_sites.Count];
        }

        /// <summary>Returns whether to skip a call. The firmware asks before each one.</summary>
        /// <param name="site">The call.</param>
        /// <returns>True to skip it.</returns>
        public static bool IsLeftOut(int site)
        {
            _calls++;
            if (_calls > MostCalls)
            {
                throw new TimeoutException("it goes on and on");
            }

            return ++_counts[site] == _occurrence && site == _site;
        }

        /// <summary>Creates a useless object that is not null: the interpreter takes anything for an object.</summary>
        /// <param name="type">The type that the caller expects.</param>
        /// <returns>An object with empty fields.</returns>
        public static object Stray(RuntimeTypeHandle type)
        {
            Type wanted = Type.GetTypeFromHandle(type);
            if (wanted.IsArray)
            {
                return Array.CreateInstance(wanted.GetElementType(), 0);
            }

            if (wanted.IsAbstract || wanted == typeof(string))
            {
                throw new InvalidCastException("no " + wanted.Name);
            }

            return RuntimeHelpers.GetUninitializedObject(wanted);
        }

        /// <inheritdoc/>
        protected override Assembly Load(AssemblyName name)
        {
            return name.Name == typeof(TargetProgrammer).Assembly.GetName().Name ? _firmware : name.Name == typeof(LeftOutCalls).Assembly.GetName().Name ? typeof(LeftOutCalls).Assembly : null;
        }

        private static void Instrument(ModuleDefinition module, MethodDefinition method)
        {
            MethodReference isLeftOut = module.ImportReference(typeof(LeftOutCalls).GetMethod(nameof(IsLeftOut)));
            method.Body.SimplifyMacros();
            ILProcessor code = method.Body.GetILProcessor();
            foreach (Instruction call in method.Body.Instructions.Where(CanBeLeftOut).ToArray())
            {
                Instruction last = call.Next;
                List<Instruction> instead = Instead(module, method, (MethodReference)call.Operand);
                instead.Add(code.Create(OpCodes.Br, last));
                foreach (Instruction instruction in instead.AsEnumerable().Reverse())
                {
                    code.InsertAfter(call, instruction);
                }

                code.InsertAfter(call, code.Create(OpCodes.Br, last));

                // Jumps to the call have to lead to the switch.
                Instruction copy = code.Create(call.OpCode, (MethodReference)call.Operand);
                code.InsertAfter(call, copy);
                code.InsertAfter(call, code.Create(OpCodes.Brtrue, instead[0]));
                code.InsertAfter(call, code.Create(OpCodes.Call, isLeftOut));
                call.OpCode = OpCodes.Ldc_I4;
                call.Operand = _sites.Count;
                _sites.Add(method.DeclaringType.Name + "." + method.Name + " -> " + ((MethodReference)copy.Operand).DeclaringType.Name + "." + ((MethodReference)copy.Operand).Name);
            }

            method.Body.OptimizeMacros();
        }

        private static bool CanBeLeftOut(Instruction instruction)
        {
            if ((instruction.OpCode != OpCodes.Call && instruction.OpCode != OpCodes.Callvirt) || instruction.Previous?.OpCode == OpCodes.Constrained)
            {
                return false;
            }

            var called = (MethodReference)instruction.Operand;
            return called.Name != ".ctor" && (called.HasThis || called.Parameters.Count > 0);
        }

        // The last argument stays, and is taken for the result.
        private static List<Instruction> Instead(ModuleDefinition module, MethodDefinition method, MethodReference called)
        {
            int count = called.Parameters.Count;
            TypeReference type = count > 0 ? called.Parameters[count - 1].ParameterType : called.DeclaringType;
            var last = new VariableDefinition(type.IsValueType || type.IsByReference || count > 0 ? type : module.TypeSystem.Object);
            method.Body.Variables.Add(last);
            var code = new List<Instruction> { Instruction.Create(OpCodes.Stloc, last) };
            for (int i = 1; i < count + (called.HasThis ? 1 : 0); i++)
            {
                code.Add(Instruction.Create(OpCodes.Pop));
            }

            TypeReference result = called.ReturnType;
            if (result.MetadataType == MetadataType.Void)
            {
                return code;
            }

            bool isNumber = IsNumber(type);
            code.Add(isNumber ? Instruction.Create(OpCodes.Ldloc, last) : Instruction.Create(OpCodes.Ldc_I4, Garbage));
            if (IsNumber(result))
            {
                bool isLong = result.MetadataType == MetadataType.Int64 || result.MetadataType == MetadataType.UInt64;
                code.Add(Instruction.Create(isLong ? OpCodes.Conv_I8 : OpCodes.Conv_I4));
                return code;
            }

            // A number is taken for a reference: null if it is 0.
            Instruction end = Instruction.Create(OpCodes.Nop);
            Instruction isNull = Instruction.Create(OpCodes.Ldnull);
            code.Add(Instruction.Create(OpCodes.Brfalse, isNull));
            code.Add(Instruction.Create(OpCodes.Ldtoken, result));
            code.Add(Instruction.Create(OpCodes.Call, module.ImportReference(typeof(LeftOutCalls).GetMethod(nameof(Stray)))));
            code.Add(Instruction.Create(OpCodes.Castclass, result));
            code.Add(Instruction.Create(OpCodes.Br, end));
            code.Add(isNull);
            code.Add(end);
            return code;
        }

        private static bool IsNumber(TypeReference type)
        {
            return !type.IsByReference && (type.IsPrimitive || (type.IsValueType && type.Resolve().IsEnum));
        }
    }
}
