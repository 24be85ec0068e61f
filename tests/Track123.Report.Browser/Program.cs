using Track123.Testing.Reports;

// Writes the reports for the browser tests to a folder.
if (args is not [var folder])
{
    Console.Error.WriteLine("Specify the folder for the reports.");
    return 64;
}

Directory.CreateDirectory(folder);
ReportFile.Write(Path.Combine(folder, "empty.html"), "Nothing", []);
ReportFile.Write(Path.Combine(folder, "states.html"), "Every state", Parcels.WithEveryStatus());
ReportFile.Write(Path.Combine(folder, "hostile.html"), Hostile.Title, Hostile.Parcels());
ReportFile.Write(Path.Combine(folder, "team.html"), "Four hundred", Parcels.Many(400, events: 8));
ReportFile.Write(Path.Combine(folder, "large.html"), "Fifty thousand", Parcels.Many(50_000, events: 8));
return 0;
