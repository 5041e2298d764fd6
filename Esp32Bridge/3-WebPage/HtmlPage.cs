using System;
using System.Resources;
using Esp32Bridge.Network;
using nanoFramework.Runtime.Native;

namespace Esp32Bridge.WebPage
{
    /// <summary>The page, which lies in the flash as a resource: of it, no more than a piece is in the RAM.</summary>
    internal sealed class HtmlPage : IHttpContent
    {
        private const int PieceSize = 1024;

        // Resources.resx in the namespace of the project.
        private readonly ResourceManager _resources = new ResourceManager("Esp32Bridge.WebPage.Resources", typeof(HtmlPage).Assembly);

        // The build makes these numbers of the names in Resources.resx.
        private enum Entry : short
        {
            Page = -29772,
        }

        /// <inheritdoc/>
        /// <remarks>Nothing comes from elsewhere, and no other site shows the page in a frame (CSP).</remarks>
        public string Fields
        {
            get
            {
                return "Content-Type: text/html; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-cache\r\nReferrer-Policy: no-referrer\r\n"
                    + "Content-Security-Policy: default-src 'none'; connect-src 'self'; img-src data:; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n";
            }
        }

        /// <inheritdoc/>
        public byte[] Read(int offset)
        {
            try
            {
                return (byte[])ResourceUtility.GetObject(_resources, Entry.Page, offset, PieceSize);
            }
            catch (IndexOutOfRangeException)
            {
                // There is no other way to learn its length but to read all of it.
                return null;
            }
        }
    }
}
