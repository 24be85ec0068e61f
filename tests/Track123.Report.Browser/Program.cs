using Track123.Testing.Reports;

// Writes the reports that the browser looks at into a folder.
if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder to write the reports to.");
    return 64;
}

Directory.CreateDirectory(folder);
ReportFile.Write(Path.Combine(folder, "empty.html"), "Nothing", []);
ReportFile.Write(Path.Combine(folder, "states.html"), "Every state", Parcels.OfEveryState());
ReportFile.Write(Path.Combine(folder, "hostile.html"), Hostile.Title, Hostile.Parcels());
ReportFile.Write(Path.Combine(folder, "large.html"), "Fifty thousand", Parcels.Many(50_000, events: 8));
return 0;
