using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Track123.Client.Tests.Architecture;

/// <summary>
/// Reads the built assembly and checks that each internal namespace uses only the namespaces it may depend on. Types
/// used by a public model count as used by every namespace that uses the model.
/// </summary>
public sealed class NamespaceDependencyTests
{
    private static readonly Dictionary<string, string[]> AllowedDependencies = new(StringComparer.Ordinal)
    {
        ["Common"] = [],
        ["Validation"] = ["Json"],
        ["Csv"] = ["Common"],
        ["Json"] = ["Common"],
        ["Http"] = ["Json", "Common"],
        ["Batches"] = ["Http", "Json", "Common"],
        ["Requests"] = ["Json", "Common"],
        ["Carriers"] = ["Batches", "Http", "Json", "Common", "Validation"],
        ["Cargo"] = ["Batches", "Http", "Json", "Common", "Validation"],
        ["Parcels"] = ["Batches", "Carriers", "Csv", "Http", "Json", "Common", "Validation"],
        ["OceanCargo"] = ["Batches", "Cargo", "Carriers", "Http", "Json", "Common", "Validation"],
        ["AirCargo"] = ["Batches", "Cargo", "Carriers", "Http", "Json", "Common", "Validation"],
        ["Webhooks.Server"] = ["Common"],
        ["Webhooks"] = ["AirCargo", "Batches", "Cargo", "Carriers", "Http", "Json", "OceanCargo", "Parcels", "Common", "Webhooks.Server"],
        ["Changes"] = ["Batches", "Http", "Json", "Common"],
        ["Records"] = ["Batches", "Carriers", "Http", "Json", "Common"],
        ["Measures"] = ["Batches", "Http", "Json", "Common"],
        ["Reports"] = ["Batches", "Http", "Json", "Measures", "Parcels", "Common"],
    };

    [Fact]
    public void Namespaces_use_only_their_allowed_dependencies()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Track123Exception).Assembly.Location);
        var types = module.Types.Where(t => t.Namespace.StartsWith("Track123", StringComparison.Ordinal)).ToList();
        var models = types.Where(IsModel).ToDictionary(t => t.FullName, t => UsedTypes(t).ToList(), StringComparer.Ordinal);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types.Where(t => !IsModel(t) && NamespaceOf(t) is not null))
        {
            var area = NamespaceOf(type)!;
            foreach (var (used, path) in ThroughModels(type, models))
            {
                if (NamespaceOf(used) is { } other && other != area && !AllowedDependencies[area].Contains(other))
                {
                    wrong.Add($"{area} uses {other}: {path}");
                }
            }
        }

        Assert.Equal([], wrong);
        Assert.Superset(AllowedDependencies.Keys.ToHashSet(), types.Select(NamespaceOf).OfType<string>().ToHashSet());
    }

    [Fact]
    public void Allowed_dependencies_have_no_cycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (AllowedDependencies.FirstOrDefault(r => !done.Contains(r.Key) && r.Value.All(done.Contains)).Key is { } next)
        {
            done.Add(next);
        }

        Assert.Equal(AllowedDependencies.Keys.Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Public_types_are_models_enums_the_exception_and_the_sandbox()
    {
        var exported = typeof(Track123Exception).Assembly.GetExportedTypes().Where(t => t.Namespace == "Track123");
        Assert.All(exported, t => Assert.True(
            t.IsEnum || t == typeof(Track123Exception) || t == typeof(ISandbox) || t.IsSubclassOf(typeof(RowOutcome)) || t == typeof(RowOutcome)
            || t.GetConstructors().All(c => c.GetParameters().Length == 0),
            $"{t} is public but is not a model."));
        Assert.Equal([], typeof(Track123Exception).Assembly.GetExportedTypes().Where(t => t.Namespace != "Track123").Select(t => t.FullName));
    }

    private static bool IsModel(TypeDefinition type) => type.IsPublic && type.Namespace == "Track123";

    /// <summary>
    /// Returns the internal namespace of a type without "Track123."; null for types in the root namespace, such as the
    /// client.
    /// </summary>
    private static string? NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Namespace.StartsWith("Track123.", StringComparison.Ordinal) ? type.Namespace["Track123.".Length..] : null;
    }

    private static IEnumerable<(TypeReference Type, string Path)> ThroughModels(TypeDefinition type, Dictionary<string, List<TypeReference>> models)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<(TypeReference Type, string Path)>(UsedTypes(type).Select(t => (t, $"{type.Name} → {t.Name}")));
        while (open.TryDequeue(out var next))
        {
            if (!seen.Add(next.Type.FullName))
            {
                continue;
            }

            yield return next;
            foreach (var used in models.GetValueOrDefault(next.Type.FullName) ?? [])
            {
                open.Enqueue((used, $"{next.Path} → {used.Name}"));
            }
        }
    }

    private static IEnumerable<TypeReference> UsedTypes(TypeDefinition type)
    {
        var used = new List<TypeReference?> { type.BaseType };
        used.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        used.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        used.AddRange(type.Fields.Select(f => f.FieldType));
        foreach (var method in type.Methods)
        {
            used.Add(method.ReturnType);
            used.AddRange(method.Parameters.Select(p => p.ParameterType));
            used.AddRange(method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType));
            if (method.HasBody)
            {
                used.AddRange(method.Body.Variables.Select(v => v.VariableType));
                used.AddRange(method.Body.Instructions.SelectMany(Operands));
            }
        }

        used.AddRange(type.NestedTypes.SelectMany(UsedTypes));
        return used.OfType<TypeReference>().SelectMany(Parts)
            .Where(t => t.Scope is ModuleDefinition && t.Namespace.StartsWith("Track123", StringComparison.Ordinal))
            .DistinctBy(t => t.FullName);
    }

    private static IEnumerable<TypeReference?> Operands(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [method.DeclaringType, .. method.GenericArguments],
        MemberReference member => [member.DeclaringType],
        _ => [],
    };

    // Returns a generic type and its arguments, or the element type of an array; a nested type counts as its declaring
    // type.
    private static IEnumerable<TypeReference> Parts(TypeReference type)
    {
        var arguments = type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts) : [];
        var element = type.GetElementType();
        while (element.DeclaringType is { } outer)
        {
            element = outer;
        }

        return arguments.Prepend(element);
    }
}
