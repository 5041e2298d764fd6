using System;
using Esp32Bridge.Hashing;
using Esp32Bridge.Images;

namespace Esp32Bridge.Tests.Doubles
{
    /// <summary>A server with one image, and with faults on request.</summary>
    public sealed class FakeImages : IImageSource
    {
        private const int TextOffset = 64;

        private readonly byte[] _content;
        private bool _isChecking;

        /// <summary>Creates a server.</summary>
        /// <param name="content">The image.</param>
        public FakeImages(byte[] content)
        {
            _content = content;
        }

        /// <summary>Gets how many times the image was opened.</summary>
        public int OpenCount { get; private set; }

        /// <summary>Gets or sets how many seeks there were.</summary>
        public int SeekCount { get; set; }

        /// <summary>Gets or sets how many of the next reads find no connection.</summary>
        public int AbsentReads { get; set; }

        /// <summary>Gets or sets how many bytes were read.</summary>
        public int DeliveredBytes { get; set; }

        /// <summary>Gets how many streams are open.</summary>
        public int OpenStreams { get; private set; }

        /// <summary>Gets or sets which download, counted from 1, has a different content; 0 for none.</summary>
        public int SpoiledDownload { get; set; }

        /// <summary>Gets or sets the offset of the byte that differs there; -1 for the last one.</summary>
        public int SpoiledAt { get; set; } = -1;

        /// <summary>Gets or sets after how many bytes the stream ends; -1 for its end.</summary>
        public int EndsAt { get; set; } = -1;

        /// <summary>Gets or sets whether the image is missing.</summary>
        public bool IsMissing { get; set; }

        /// <summary>Gets or sets which download, counted from 1, breaks off with <see cref="Break"/>; 0 for none.</summary>
        public int BreakingDownload { get; set; }

        /// <summary>Gets or sets after how many bytes it breaks off.</summary>
        public int BreaksAt { get; set; }

        /// <summary>Gets or sets the error that it then throws.</summary>
        public Exception Break { get; set; } = new ImageException("a connection", "none", "Check the network.");

        /// <summary>Gets or sets how many bytes a read returns at most.</summary>
        public int PieceSize { get; set; } = 1000;

        /// <summary>Makes an image of a program that a model part can start.</summary>
        /// <param name="size">Its size in bytes.</param>
        /// <param name="version">Its version text.</param>
        /// <returns>The image.</returns>
        public static byte[] Program(int size, string version)
        {
            return Program(size, version, 0x08000000);
        }

        /// <summary>Makes an image of a program that a model part can start.</summary>
        /// <param name="size">Its size in bytes.</param>
        /// <param name="version">Its version text.</param>
        /// <param name="address">The address for which it is linked.</param>
        /// <returns>The image.</returns>
        public static byte[] Program(int size, string version, uint address)
        {
            byte[] image = new byte[size];
            uint random = (uint)(size * 2654435761);
            for (int i = 0; i < version.Length; i++)
            {
                random = (random * 31) + version[i];
            }

            for (int i = 0; i < size; i++)
            {
                random = (random * 1664525) + 1013904223;
                image[i] = (byte)(random >> 24);
            }

            // The handlers of the system exceptions have other addresses in each version; there are none for interrupts.
            Put(image, 0, 0x20001000);
            Put(image, 4, address + 0x101);
            for (int i = 8; i < TextOffset; i += 4)
            {
                Put(image, i, address + 0x81 + (uint)(2 * (image[i] % 64)));
            }

            byte[] text = System.Text.Encoding.UTF8.GetBytes("version=" + version);
            text.CopyTo(image, TextOffset);
            image[TextOffset + text.Length] = 0;
            return image;
        }

        /// <summary>Puts a word into an image.</summary>
        /// <param name="image">The image.</param>
        /// <param name="offset">Its offset.</param>
        /// <param name="word">The word, stored little-endian.</param>
        public static void Put(byte[] image, int offset, uint word)
        {
            for (int i = 0; i < 4; i++)
            {
                image[offset + i] = (byte)(word >> (8 * i));
            }
        }

        /// <summary>Describes the image as a job does.</summary>
        /// <param name="deviceId">The part.</param>
        /// <returns>The description, with the correct size and hash.</returns>
        public ImageDescription Describe(ushort deviceId)
        {
            return Describe(deviceId, 0x08000000);
        }

        /// <summary>Describes the image as a job does.</summary>
        /// <param name="deviceId">The part.</param>
        /// <param name="address">The address where it is written.</param>
        /// <param name="isReadBack">Whether all of the flash is read back.</param>
        /// <returns>The description, with the correct size and hash.</returns>
        public ImageDescription Describe(ushort deviceId, uint address, bool isReadBack = false)
        {
            Sha256 hash = new Sha256();
            hash.Update(_content, 0, _content.Length);
            return new ImageDescription("http://test/image.bin", _content.Length, hash.Finish(), deviceId, address, "test") { IsReadBack = isReadBack };
        }

        /// <summary>Downloads and checks the image; this does not change the counters.</summary>
        /// <param name="image">Its description in the job.</param>
        /// <returns>The checked image.</returns>
        public CheckedImage Checked(ImageDescription image)
        {
            _isChecking = true;
            CheckedImage known = new CheckedImage(image, this);
            ImageReader reader = new ImageReader(known);
            reader.Read(new byte[image.Size], 0, image.Size);
            reader.Verify();
            _isChecking = false;
            return known;
        }

        /// <inheritdoc/>
        public IImageStream Open(ImageDescription image)
        {
            if (_isChecking)
            {
                return new FakeImageStream(new FakeImages(_content), _content, _content.Length, _content.Length);
            }

            OpenCount++;
            if (IsMissing)
            {
                throw new ImageException("status 200", "404", "Check the image's address.");
            }

            OpenStreams++;
            byte[] content = _content;
            if (OpenCount == SpoiledDownload)
            {
                content = (byte[])_content.Clone();
                content[SpoiledAt < 0 ? content.Length - 1 : SpoiledAt] ^= 1;
            }

            FakeImageStream stream = new FakeImageStream(this, content, EndsAt < 0 ? content.Length : EndsAt, PieceSize);
            if (OpenCount == BreakingDownload)
            {
                stream.BreaksAt = BreaksAt;
            }

            return stream;
        }

        internal void Closed()
        {
            OpenStreams--;
        }
    }
}
