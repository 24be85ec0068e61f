using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Track123.Client.Tests.Architecture;

/// <summary>
/// Reads the built assembly. Each internal namespace is a room, and a room uses only the rooms below it. Public models stand in no room: what a
/// model uses counts as used by every room that uses the model.
/// </summary>
public sealed class RoomTests
{
    private static readonly Dictionary<string, string[]> AllowedRooms = new(StringComparer.Ordinal)
    {
        ["Common"] = [],
        ["Validation"] = [],
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
        ["Reports"] = ["Batches", "Http", "Json", "Parcels", "Common"],
    };

    [Fact]
    public void Rooms_use_only_the_rooms_below_them()
    {
        using var module = ModuleDefinition.ReadModule(typeof(Track123Exception).Assembly.Location);
        var types = module.Types.Where(t => t.Namespace.StartsWith("Track123", StringComparison.Ordinal)).ToList();
        var models = types.Where(IsModel).ToDictionary(t => t.FullName, t => UsedTypes(t).ToList(), StringComparer.Ordinal);
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types.Where(t => !IsModel(t) && RoomOf(t) is not null))
        {
            var room = RoomOf(type)!;
            foreach (var (used, path) in ThroughModels(type, models))
            {
                if (RoomOf(used) is { } other && other != room && !AllowedRooms[room].Contains(other))
                {
                    wrong.Add($"{room} uses {other}: {path}");
                }
            }
        }

        Assert.Equal([], wrong);
        Assert.Superset(AllowedRooms.Keys.ToHashSet(), types.Select(RoomOf).OfType<string>().ToHashSet());
    }

    [Fact]
    public void Allowed_arrows_have_no_cycle()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (AllowedRooms.FirstOrDefault(r => !done.Contains(r.Key) && r.Value.All(done.Contains)).Key is { } next)
        {
            done.Add(next);
        }

        Assert.Equal(AllowedRooms.Keys.Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Public_types_are_models_enums_the_exception_and_the_sandbox()
    {
        var exported = typeof(Track123Exception).Assembly.GetExportedTypes().Where(t => t.Namespace == "Track123");
        Assert.All(exported, t => Assert.True(
            t.IsEnum || t == typeof(Track123Exception) || t == typeof(ISandbox) || t.IsSubclassOf(typeof(RowOutcome)) || t == typeof(RowOutcome)
            || t.GetConstructors().All(c => c.GetParameters().Length == 0),
            $"{t} is public and is no model."));
        Assert.Equal([], typeof(Track123Exception).Assembly.GetExportedTypes().Where(t => t.Namespace != "Track123").Select(t => t.FullName));
    }

    private static bool IsModel(TypeDefinition type) => type.IsPublic && type.Namespace == "Track123";

    /// <summary>The room of a type: its namespace; null for what stands above all rooms, such as the client itself.</summary>
    private static string? RoomOf(TypeReference type)
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

    // A generic type and its arguments, an array's elements; a nested type counts as the one around it.
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
